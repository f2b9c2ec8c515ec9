"""The WhatsApp Cloud API: its words (wamid, phone_number_id, template) stop in this package."""
