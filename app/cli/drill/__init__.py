"""The outage drill: real processes, a hub that dies, a phone that rings, every promise checked."""
