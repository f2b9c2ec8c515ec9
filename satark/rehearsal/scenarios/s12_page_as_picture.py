"""A web page with a script comes as a picture, and runs in the officer's browser with the officer's rights.

What the sender's phone says of a file decides nothing; only its bytes do.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 12
HINDI = "फोटो के नाम पर वेब पेज"

PAGE = b"<!doctype html><title>x</title><script>document.title = document.cookie</script>"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.file(PAGE, name="truck.jpg", mime="image/jpeg", kind="image")
    source.next("file")
    on.a_day_passes()
    on.one_case("the file is in the case", lambda seen: len(seen.files) == 1)

    answer = on.stage.desk.opens("reader")
    on.must("its bytes are kept as they came", answer.body == PAGE)
    on.must("it is not shown as the picture that it is not", "image" not in answer.headers["content-type"])
    on.must(
        "it is only offered as a file, and no browser may guess what it is",
        answer.headers.get("content-disposition", "").startswith("attachment")
        and answer.headers.get("x-content-type-options") == "nosniff",
    )
