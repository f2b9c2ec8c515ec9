"""The rehearsal WhatsApp: Meta's Cloud API and people's phones, pretended on this machine.

What is where:

    graph/            the Graph API, one file a subject; `door.py` checks the token and breaks things on demand
    sending, checks*, lengths, filling, traffic     what Meta refuses about a message
    filing, template_rules, reviewing, templates    templates: what is filed, refused, paused
    holding, changing, saying, oddities, writing    people: what they write and what happens to their phones
    postman, lines, wire, updates, callbacks        webhooks: when, in which order, with which bytes, and where to
    statuses, tidings                               what Meta tells of sent messages, and of the account
    faults, breaking                                every way to break it
    batching, scripting, rehearsing, watching       what a scenario asks for and looks at
    threads, phones, media, records, store, journal what is kept

All times are those of the pretend clock (`config.clock`), but for waiting answers (`slow_ms`, `late_seconds`).
Nothing here knows the adapter: its limits come from Meta's pages on their own, so that the two can disagree.
"""
