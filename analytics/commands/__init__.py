"""The command line: the same work as the pages, for a scheduled task or a check (contract: docs/ligne-de-commande.md)."""
