"""The directory as HSDS 3.1 says it, a draft of Open Referral: shapes made once, for packages and for the API.

Of a confidential site there is neither address, point, city nor free text: it is "virtual".
"""

VERSION = "3.1"
