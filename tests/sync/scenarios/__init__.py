"""Every known way in which devices and a hub fall out with each other, told by its name."""
