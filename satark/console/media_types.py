"""What a saved file is called. Which kinds may be shown in place is decided in `evidence.kinds`."""

ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/mp4": "mp4", "video/3gpp": "3gp",
    "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/aac": "aac", "audio/amr": "amr",
    "application/pdf": "pdf", "image/gif": "gif", "video/webm": "webm",
}  # fmt: skip
