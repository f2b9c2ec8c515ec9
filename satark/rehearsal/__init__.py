"""Rehearsals: scenarios with faults, and a whole district in motion, played on the pretend WhatsApp and judged by what people see."""
