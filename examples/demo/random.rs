//! A small seeded generator: `SplitMix64`, the same numbers on every platform.
//!
//! Only additions, multiplications and roundings are used on the way from a draw to a figure; each of
//! them is exact or correctly rounded in IEEE 754, so no figure differs from one machine to another.

/// The seed of the whole demonstration. Another seed gives another borough with the same story.
const SEED: u64 = 0x5A4D_504C_4546_4F52;

/// A stream of draws that belongs to one indicator.
pub struct Stream(u64);

impl Stream {
    /// The stream of a name: no indicator's figures move when another is added.
    pub fn named(name: &str) -> Self {
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self(SEED ^ hash)
    }

    /// The next 64 bits.
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including 1, in steps of 2^-32.
    fn unit(&mut self) -> f64 {
        let high = u32::try_from(self.bits() >> 32).unwrap_or(u32::MAX);
        f64::from(high) / 4_294_967_296.0
    }

    /// Noise with mean 0 and standard deviation 1: the sum of four even draws, scaled by the root of 3.
    pub fn noise(&mut self) -> f64 {
        let sum = self.unit() + self.unit() + self.unit() + self.unit();
        (sum - 2.0) * 1.732_050_807_568_877_2
    }

    /// A count of rare events with the given mean: 24 chances, each equally likely.
    pub fn rare(&mut self, mean: f64) -> i32 {
        let hits = (0..24).filter(|_| self.unit() * 24.0 < mean).count();
        i32::try_from(hits).unwrap_or(0)
    }
}
