"""Who there is: identities, phones, what they show, and every message of theirs."""
