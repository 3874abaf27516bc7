"""What the web holds to preserved originals: exchanges with servers, kept byte for byte."""
