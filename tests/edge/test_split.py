"""Every message and every status becomes an item of its own; whatever is strange is kept whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.edge.split import BrokenJson, Item, split
from tests.edge.webhooks import NUMBER, USER_ID, change, contact, status, text_message, update

KINDS = ("message", "status", "errors", "change")


def items(value: Any) -> list[Item]:
    return split(json.dumps(value).encode())


def stored(value: Any) -> list[dict[str, Any]]:
    return [json.loads(item.body) for item in items(value)]


def test_an_item_has_the_form_that_the_relay_reads() -> None:
    message = text_message()

    (item,) = stored(update(change(contacts=[contact()], messages=[message]), entry="155"))

    assert item == {
        "v": 1,
        "waba": "155",
        "field": "messages",
        "metadata": {"display_phone_number": "915550000101", "phone_number_id": "155500010000101"},
        "contact": contact(),
        "message": message,
        "status": None,
        "errors": None,
        "change": None,
    }


def test_a_batch_is_split_over_entries_changes_messages_and_statuses() -> None:
    one = change(messages=[text_message("wamid.1"), text_message("wamid.2")], statuses=[status("wamid.3")])
    two = change(statuses=[status("wamid.3", "read"), status("wamid.4")])
    body = {
        "entry": [*update(one, two)["entry"], *update(change(messages=[text_message("wamid.5")]))["entry"]]
    }

    identities = [item.identity for item in items(body)]

    assert identities == [
        "m:wamid.1",
        "m:wamid.2",
        f"s:wamid.3:delivered:{NUMBER}",
        f"s:wamid.3:read:{NUMBER}",
        f"s:wamid.4:delivered:{NUMBER}",
        "m:wamid.5",
    ]


def test_a_contact_is_found_by_id_and_not_by_place() -> None:
    other = contact("915550010002", "IN.other")
    by_user_id = text_message("wamid.1", **{"from": ""})
    by_number = text_message("wamid.2", from_user_id=None)
    stranger = text_message("wamid.3", **{"from": "915550010009", "from_user_id": "IN.stranger"})

    found = stored(update(change(contacts=[other, contact()], messages=[by_user_id, by_number, stranger])))

    assert [item["contact"] for item in found] == [contact(), contact(), None]


@pytest.mark.parametrize(
    ("message", "sender"),
    [
        (text_message(), USER_ID),
        (text_message(from_user_id=None), NUMBER),
        ({"id": "wamid.1", "from": None, "from_user_id": 7}, ""),
    ],
)
def test_one_persons_messages_have_one_sender(message: dict[str, Any], sender: str) -> None:
    (item,) = items(update(change(messages=[message])))

    assert item.sender == sender


def test_a_status_belongs_to_its_recipient() -> None:
    (by_id,) = items(update(change(statuses=[status(recipient_user_id=USER_ID)])))
    (by_number,) = items(update(change(statuses=[status()])))

    assert (by_id.sender, by_number.sender) == (USER_ID, NUMBER)


def test_another_delivery_of_the_same_is_told_by_its_identity() -> None:
    account = change("account_update", event="DISABLED_UPDATE")

    assert items(update(account))[0].identity == items(update(account))[0].identity
    assert items(update(account))[0].identity != items(update(account, entry="2"))[0].identity


def test_the_same_event_at_another_time_is_another_event() -> None:
    def paused(at: int) -> dict[str, Any]:
        return {"entry": [{"id": "1", "time": at, "changes": [{"field": "x", "value": {"event": "PAUSED"}}]}]}

    assert items(paused(1))[0].identity != items(paused(2))[0].identity


def test_each_wish_is_an_item_of_its_own_in_the_senders_partition() -> None:
    wishes = [{"wa_id": "915550010001", "value": "stop"}, {"user_id": "IN.1a2B", "value": "resume"}]
    contacts = [{"user_id": "IN.1a2B", "profile": {"name": "x"}}, None]
    told = update(change("user_preferences", contacts=contacts, user_preferences=wishes))

    first, second = stored(told)

    assert [item.sender for item in items(told)] == ["915550010001", "IN.1a2B"]
    assert (first["change"], first["contact"]) == ({"user_preferences": wishes[:1]}, None)
    assert (second["change"], second["contact"]) == ({"user_preferences": wishes[1:]}, contacts[0])
    assert first["metadata"] == second["metadata"]


def test_a_notice_keeps_the_time_of_its_entry() -> None:
    told = {"entry": [{"id": "1", "time": 1795340000, "changes": [change("security", event="PIN_CHANGED")]}]}

    assert stored(told)[0]["time"] == 1795340000


def test_errors_of_the_whole_value_are_an_item_beside_the_messages() -> None:
    errors = [{"code": 131000, "title": "Something went wrong"}]

    message, told = stored(update(change(messages=[text_message()], errors=errors)))

    assert message["message"]
    assert told["errors"] == errors


def test_a_key_that_does_not_exist_yet_is_kept_beside_what_is_understood() -> None:
    message, rest = stored(update(change(messages=[text_message()], user_id_update=[{"user_id": "IN.new"}])))

    assert message["message"]
    assert rest["change"] == {"user_id_update": [{"user_id": "IN.new"}]}


@pytest.mark.parametrize("strange", ["read", 7, None, ["read"]])
@pytest.mark.parametrize("name", ["contacts", "messages", "statuses", "errors"])
def test_what_is_no_object_does_not_cost_the_message_beside_it(name: str, strange: object) -> None:
    told = change(messages=[text_message()])
    told["value"][name] = [*told["value"].get(name, []), strange]

    message, rest = stored(update(told))

    assert message["message"]
    assert rest["change"] == {name: [strange]}


@pytest.mark.parametrize("name", ["contacts", "statuses", "errors"])
def test_what_is_no_list_does_not_cost_the_message_beside_it(name: str) -> None:
    told = change(messages=[text_message()])
    told["value"][name] = "none"

    message, rest = stored(update(told))

    assert message["message"]
    assert rest["change"] == {name: "none"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "text",
        [],
        {},
        {"entry": None},
        {"entry": {}},
        {"entry": []},
        {"entry": [None]},
        {"entry": ["x", 3]},
        {"entry": [{"id": 5}]},
        {"entry": [{"changes": {}}]},
        {"entry": [{"changes": []}]},
        {"entry": [{"changes": [None, 1, "x", []]}]},
        update(change(messages="x")),
        update(change(messages=[None])),
        update(change(messages=[["x"]])),
        update(change(contacts="x", messages=[text_message()])),
        update(change(contacts=[1], messages=[text_message()])),
        update(change(statuses={"id": 1})),
        update(change(errors="x")),
        update(change(messages=[{}])),
        update(change(messages=[{"id": {"a": 1}, "from": ["x"], "from_user_id": 5}])),
        update(change(statuses=[{"id": 1, "status": None, "recipient_id": 3}])),
        update({"field": "user_preferences", "value": {"user_preferences": ["x"]}}),
        update({"field": "user_preferences", "value": {"user_preferences": 5, "contacts": 3}}),
        update({"field": "user_preferences", "value": {"user_preferences": [{}], "contacts": 3}}),
        update({"field": "messages"}),
        update({"field": "messages", "value": None}),
        update({"field": "messages", "value": []}),
        update({"field": ["x"], "value": 1}),
        update({"field": "messages", "value": {"metadata": 3}}),
    ],
)
def test_a_strange_shape_is_kept_and_never_an_error(value: Any) -> None:
    found = stored(value)

    assert found
    for item in found:
        assert sum(item[kind] is not None for kind in KINDS) <= 1
        assert set(item) - {"time"} == {"v", "waba", "field", "metadata", "contact", *KINDS}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KEYS = ("id", "from", "from_user_id", "status", "recipient_id", "messages", "statuses", "contacts", "errors")
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "metadata": JSON,
        **{key: JSON | st.lists(st.dictionaries(st.sampled_from(KEYS), JSON)) for key in KEYS},
    },
)


@given(st.one_of(JSON, st.builds(lambda value: update({"field": "messages", "value": value}), SHAPED)))
def test_whatever_is_json_is_kept(value: Any) -> None:
    assert stored(value)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe\x00", b"nonsense", b"[1,]", b'{"a":NaN}', b'{"a":1e400,}']
)
def test_what_is_not_json_is_told_apart(body: bytes) -> None:
    with pytest.raises(BrokenJson):
        split(body)


def test_half_an_emoji_does_not_cost_the_message() -> None:
    body = json.dumps(update(change(messages=[text_message(text={"body": "CUT"})]))).replace(
        "CUT", r"आग \ud83d"
    )

    (item,) = split(body.encode())

    assert item.identity == "m:wamid.T1"
    assert json.loads(item.body)["message"]["text"]["body"] == "आग �"


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" * 400, "1" * 5_000])
def test_a_number_that_no_double_holds_does_not_cost_the_message(number: str) -> None:
    body = json.dumps(update(change(messages=[text_message(weight="HUGE")]))).replace('"HUGE"', number)

    (item,) = split(body.encode())

    assert item.identity == "m:wamid.T1"
    assert json.loads(item.body)["message"]["weight"] == number


def test_half_an_emoji_leaves_the_numbers_beside_it_as_they_are() -> None:
    body = json.dumps(update(change(messages=[text_message(at=[1.5, 2**63, 7], text="CUT")])))

    (item,) = split(body.replace("CUT", r"\ud83d").encode())

    assert json.loads(item.body)["message"]["at"] == [1.5, 2**63, 7]


def test_one_message_deeper_than_usual_leaves_the_others_split() -> None:
    deep = text_message("wamid.deep", inner=json.loads("[" * 400 + "]" * 400))
    wish = {"field": "user_preferences", "value": {"user_preferences": [{"value": "stop", "inner": deep}]}}

    found = items(update(change(messages=[text_message("wamid.1"), deep]), wish))

    assert [item.identity for item in found[:2]] == ["m:wamid.1", "m:wamid.deep"]
    assert json.loads(found[1].body)["message"] == deep
    assert json.loads(found[2].body)["change"] == wish["value"]


@pytest.mark.parametrize("depth", [1_010, 1_100, 100_000])
def test_json_deeper_than_can_be_read_or_written_again_is_kept_as_it_came(depth: int) -> None:
    body = b'{"entry":' + b"[" * depth + b"]" * depth + b"}"

    (item,) = split(body)

    assert json.loads(item.body)["change"] == {"raw": body.decode()}


def test_what_has_no_id_is_the_same_only_when_everything_around_it_is() -> None:
    def told(number: str, **value: Any) -> str:
        metadata = {"display_phone_number": "915550000101", "phone_number_id": number}
        return items(update({"field": "messages", "value": {"metadata": metadata, **value}}))[0].identity

    first = told("1", messages=[{"type": "text"}])

    assert first == told("1", messages=[{"type": "text"}])
    assert first != told("2", messages=[{"type": "text"}])
    assert first != told("1", statuses=[{"type": "text"}])
