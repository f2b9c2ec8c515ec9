"""What a person does with the phone: writes, says odd things, records a voice note, takes another number."""
