"""What the command line needs beside the use cases: reading files, showing answers, starting the server."""
