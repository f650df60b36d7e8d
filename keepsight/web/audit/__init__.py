"""The audit: who did, saw, looked for, took out or was refused what."""
