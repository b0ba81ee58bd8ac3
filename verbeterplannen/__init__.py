"""The verbeterplannen: written, presented and followed up."""
