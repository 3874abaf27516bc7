"""What stands before every page: whatever is behind them, these hold."""
