"""Every message that leaves: queue, delivery, suppression, explanation. Only this app sends."""
