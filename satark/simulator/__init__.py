"""The rehearsal WhatsApp: speaks the Graph API and signs webhooks like Meta, and shows the phones of people who do not exist."""
