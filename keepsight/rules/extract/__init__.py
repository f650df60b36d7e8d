"""Extracts: facts as files, read and checked, for rules that run over very many."""
