"""Ways to reach people: each adapter turns a provider's form into conversation values and back, and nothing else."""
