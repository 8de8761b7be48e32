import sys
n = int(sys.argv[1])
import binascii, deflate, io
# A hundred million zeros, packed twice.
packed = binascii.a2b_base64(
    'eNrt3KFKg2EYhuHv1wUxuBlMlh3GEAaOgdmgWayCUbA5GHZPYnnJA1jzDKYmD0AMCybxl/0nIXzPdR3C'
    'Gx9e7vv3z1XTlFJmT7/Lr739AgAAAFRu9jbf3Y4BZdiuz84vAQAAgNpd9w963Sjwc3U8cQ4AAACo3uN4'
    'NOg+BDYPtz3nAAAAgOodfX+cdlvAS/t8eOEeAAAAUL1XwQAAAACIIhgAAAAAWQQDAAAAIItgAAAAAIQR'
    'DAAAAIAsggEAAACQRTAAAAAAsggGAAAAQBjBAAAAAMgiGAAAAABZBAMAAAAgi2AAAAAAhBEMAAAAgCyC'
    'AQAAAJBFMAAAAACyCAYAAABAGMEAAAAAyCIYAAAAAFkW49FwuwUMNu3ddKcAAMB/6DcnN6X5A2cJOyc='
)
once = deflate.DeflateIO(io.BytesIO(packed), deflate.ZLIB).read()
print(len(deflate.DeflateIO(io.BytesIO(once), deflate.ZLIB).read(n)))
