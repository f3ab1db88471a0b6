"""WebSockets that resources open: connections, the parts that send their events, and the method `connect`."""
