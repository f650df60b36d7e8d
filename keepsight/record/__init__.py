"""What is kept: the append-only ledger of facts, the people and agencies, and the audit."""
