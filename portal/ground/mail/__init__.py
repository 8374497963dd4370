"""Letters that leave the portal: their templates, their form, and the two ways out.

It may know one address at the moment of sending. It may not keep or log an address, and no letter holds what a report
says or a code: whoever reads the mailbox learns only that there is news. Links for signing in are the exception.
"""
