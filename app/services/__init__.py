"""One typed function a use case: read, decide, commit; knows no Qt."""
