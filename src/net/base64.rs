//! Bytes as text and back.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in Base64, without the `=` at the end.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |number, at| {
            number << 8 | group.get(at).copied().map_or(0, usize::from)
        });
        for at in 0..=group.len() {
            text.push(DIGITS[number >> (18 - 6 * at) & 63] as char);
        }
    }
    text
}

/// What a text in Base64 says, with or without the `=`; `None` if it is none.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut bytes = Vec::new();
    let (mut number, mut bits) = (0_u32, 0);
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        number = (number << 6 | value as u32) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((number >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        assert_eq!(encode(b"user:password"), "dXNlcjpwYXNzd29yZA");
        assert_eq!(decode("dXNlcjpwYXNzd29yZA=="), Some(b"user:password".to_vec()));
        for length in 0..20 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte * 13).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
        assert_eq!(decode("not-base64"), None);
    }
}
