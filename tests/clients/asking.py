"""Each kind of question that may be sent: what either client is asked for, and what the phone then shows."""

from __future__ import annotations

from pywa.types.callback import Button, FlowButton, Section, SectionList, SectionRow, URLButton
from pywa.types.flows import FlowActionType

from tests.clients import files
from tests.clients.rows import Row, Works
from tests.clients.verbs import JPEG, TO, shown, with_file
from tests.simulator.stage import SOURCE_NUMBER

ASKING = (
    Row(
        kind="buttons",
        expected={
            "kind": "button",
            "text": "Is anyone hurt?",
            "header": "One question",
            "footer": "112 is faster",
            "buttons": [{"id": "hurt:yes", "title": "हाँ"}, {"id": "hurt:no", "title": "नहीं"}],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "Is anyone hurt?",
                    header="One question",
                    footer="112 is faster",
                    buttons=[Button("हाँ", callback_data="hurt:yes"), Button("नहीं", callback_data="hurt:no")],
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_buttons(
                    **TO,
                    body_text="Is anyone hurt?",
                    header_text="One question",
                    footer_text="112 is faster",
                    buttons=[{"id": "hurt:yes", "title": "हाँ"}, {"id": "hurt:no", "title": "नहीं"}],
                )
            )
        ),
    ),
    Row(
        kind="buttons under a picture",
        expected={
            "kind": "button",
            "text": "Here?",
            "media": {"kind": "image", "mime": JPEG},
            "buttons": [{"id": "here:yes", "title": "हाँ"}],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_image(
                    SOURCE_NUMBER,
                    files.read(files.PICTURE),
                    caption="Here?",
                    buttons=[Button("हाँ", callback_data="here:yes")],
                )
            )
        ),
        kapso=Works(
            with_file(
                files.PICTURE,
                JPEG,
                lambda at, id_: at.kapso.messages.send_interactive_buttons(
                    **TO,
                    body_text="Here?",
                    header={"type": "image", "image": {"id": id_}},
                    buttons=[{"id": "here:yes", "title": "हाँ"}],
                ),
            )
        ),
    ),
    Row(
        kind="list",
        expected={
            "kind": "list",
            "text": "What is it about?",
            "list_button": "चुनें",
            "rows": [
                {"id": "kind:sand", "title": "Sand", "description": "from the river", "section": "Crimes"},
                {"id": "kind:bribe", "title": "A bribe", "description": "", "section": "Police"},
            ],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "What is it about?",
                    buttons=SectionList(
                        "चुनें",
                        sections=[
                            Section(
                                "Crimes",
                                rows=[
                                    SectionRow(
                                        "Sand", callback_data="kind:sand", description="from the river"
                                    )
                                ],
                            ),
                            Section("Police", rows=[SectionRow("A bribe", callback_data="kind:bribe")]),
                        ],
                    ),
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_list(
                    **TO,
                    body_text="What is it about?",
                    button_text="चुनें",
                    sections=[
                        {
                            "title": "Crimes",
                            "rows": [{"id": "kind:sand", "title": "Sand", "description": "from the river"}],
                        },
                        {"title": "Police", "rows": [{"id": "kind:bribe", "title": "A bribe"}]},
                    ],
                )
            )
        ),
    ),
    Row(
        kind="link",
        expected={"kind": "cta_url", "link": {"title": "Read", "url": "https://example.org/a?b=c"}},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "How we keep it",
                    buttons=URLButton("Read", url="https://example.org/a?b=c"),
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_cta_url(
                    **TO,
                    body_text="How we keep it",
                    parameters={"display_text": "Read", "url": "https://example.org/a?b=c"},
                )
            )
        ),
    ),
    Row(
        kind="location request",
        expected={"kind": "location_request_message", "text": "Where?", "ask_pin": True},
        pywa=Works(shown(lambda at: at.pywa.request_location(SOURCE_NUMBER, "Where?"))),
        kapso=Works(
            shown(lambda at: at.kapso.messages.send_interactive_location_request(**TO, body_text="Where?"))
        ),
    ),
    Row(
        kind="Flow",
        expected={"kind": "flow", "text": "A form", "flow": "Fill in"},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "A form",
                    buttons=FlowButton(
                        "Fill in",
                        flow_id="155500010000401",
                        flow_token="t-1",
                        flow_action_type=FlowActionType.NAVIGATE,
                        flow_action_screen="START",
                    ),
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_flow(
                    **TO,
                    body_text="A form",
                    parameters={
                        "flow_id": "155500010000401",
                        "flow_cta": "Fill in",
                        "flow_token": "t-1",
                        "flow_action": "navigate",
                        "flow_action_payload": {"screen": "START"},
                    },
                )
            )
        ),
    ),
)
