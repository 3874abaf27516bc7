"""What leaves a case: report, summary, exports."""
