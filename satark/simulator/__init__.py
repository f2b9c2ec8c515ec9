"""The rehearsal WhatsApp: Meta's Cloud API and people's phones, pretended on this machine.

What is where, what knows most first:

    server, pages     one web server on a loopback address, and the phones page (`static/`)
    graph/            the Graph API, one file a subject; `door.py` checks the token and breaks things on demand
    api/              what the page and a scenario ask for: hold phones, break things, look; one file a subject
    acts/             what a person does: writes, says the usual and the odd, takes another number
    sending/          a business sends: what Meta refuses (the shape, then the circumstances), accepts and reports
    account/          what Meta decides of an account and its templates, and tells
    world             everything above works on it, and it holds everything below
    webhooks/         when, in which order, with which bytes, and where to
    people/           phones, who they show to be, what they show, and every message
    templates/        what may be filed, what is filed, and how one is filled in
    faults            every way to break it
    traffic, lengths, errors, media, config         Meta's limits, refusals and files; what is set at start
    store, records, journal, live                   what is kept, and who is told

All times are those of the pretend clock (`config.clock`), but for waiting answers (`slow_ms`, `late_seconds`).
Nothing here knows the adapter: its limits come from Meta's pages on their own, so that the two can disagree.
"""
