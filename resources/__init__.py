"""What the program carries along as files: icons, fonts, texts and their licences."""
