"""What people read: ledger, summary, workbooks, letters."""
