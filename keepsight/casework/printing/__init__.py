"""What is printed and sent: chronology, plan, minutes, and the copy for somebody who asks what is
held about them. Each is an export, and is in the audit."""
