using System.Net;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.ProxyProtocol;

namespace Farol.Gateway.Tests.ProxyProtocol;

/// <summary>Headers of both versions as bytes: good, bad, cut anywhere, and made up.</summary>
public sealed class HeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";
    private const string Ipv4Addresses = "C0000201C63364050D0501BB";

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333 443\r\n", "192.0.2.1:3333", "198.51.100.5:443")]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255:65535", "255.255.255.255:65535")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:DB8::2 0 443\r\n", "[2001:db8::1]:0", "[2001:db8::2]:443")]
    [InlineData("PROXY TCP6 ::ffff:192.0.2.1 ::1 3333 443\r\n", "192.0.2.1:3333", "[::1]:443")]
    [InlineData("PROXY UNKNOWN\r\n", null, null)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff whatever 65535\r\n", null, null)]
    public void Text_is_read(string header, string? source, string? destination) => AssertRead(Encoding.ASCII.GetBytes(header), source, destination);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("PROXY\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("proxy TCP4 192.0.2.1 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333 443\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333 443 1\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1  198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333 443 \r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 3333 65536\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 03333 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.5 -1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.256 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.010 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 0xC0.0.2.1 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP4 ::1 ::2 3333 443\r\n")]
    [InlineData("PROXY TCP6 192.0.2.1 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%eth0 ::2 3333 443\r\n")]
    [InlineData("PROXY TCP6 [::1] ::2 3333 443\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.5 3333 443\r\n")]
    [InlineData("PROXY UNKNOWNX\r\n")]
    public void Other_text_is_refused(string header) => Assert.Equal(ProxyHeaderOutcome.Refused, ProxyHeaderReader.Read(Encoding.ASCII.GetBytes(header), out _));

    [Fact]
    public void A_line_longer_than_the_format_allows_is_refused_as_soon_as_that_is_known()
    {
        var line = "PROXY UNKNOWN " + new string('x', 200);

        Assert.Equal(ProxyHeaderOutcome.Incomplete, ProxyHeaderReader.Read(Encoding.ASCII.GetBytes(line[..106]), out _));
        Assert.Equal(ProxyHeaderOutcome.Refused, ProxyHeaderReader.Read(Encoding.ASCII.GetBytes(line[..107]), out _));
    }

    [Theory]
    [InlineData("2111000C" + Ipv4Addresses, "192.0.2.1:3333", "198.51.100.5:443")]
    [InlineData("21210024" + "20010DB8000000000000000000000001" + "20010DB8000000000000000000000002" + "0D0501BB", "[2001:db8::1]:3333", "[2001:db8::2]:443")]
    // LOCAL: a health check of the proxy's own; whatever addresses it names are not looked at.
    [InlineData("20000000", null, null)]
    [InlineData("2011000C" + Ipv4Addresses, null, null)]
    // No family; the same with bytes that nobody can read; UDP; a Unix socket.
    [InlineData("21000000", null, null)]
    [InlineData("21000003010203", null, null)]
    [InlineData("2112000C" + Ipv4Addresses, null, null)]
    // Extensions: a NOOP, an ALPN, and a right checksum.
    [InlineData("21110015" + Ipv4Addresses + "04000101" + "0100026832", "192.0.2.1:3333", "198.51.100.5:443")]
    public void Binary_is_read(string header, string? source, string? destination) => AssertRead(Convert.FromHexString(Signature + header), source, destination);

    [Theory]
    // Versions 1 and 3, an unknown command, unknown families and transports.
    [InlineData("1111000C" + Ipv4Addresses)]
    [InlineData("3111000C" + Ipv4Addresses)]
    [InlineData("2211000C" + Ipv4Addresses)]
    [InlineData("2141000C" + Ipv4Addresses)]
    [InlineData("2113000C" + Ipv4Addresses)]
    // Too short for the addresses; longer than we take.
    [InlineData("2111000B" + Ipv4Addresses)]
    [InlineData("21210023" + Ipv4Addresses)]
    [InlineData("2111FFFF" + Ipv4Addresses)]
    // Extensions that end in the middle, or are longer than what is left.
    [InlineData("2111000E" + Ipv4Addresses + "0400")]
    [InlineData("21110010" + Ipv4Addresses + "04000201")]
    // A checksum that is wrong, and one of three bytes.
    [InlineData("21110013" + Ipv4Addresses + "03000400000000")]
    [InlineData("21110012" + Ipv4Addresses + "030003000000")]
    public void Other_binary_is_refused(string header) => Assert.Equal(ProxyHeaderOutcome.Refused, ProxyHeaderReader.Read(Convert.FromHexString(Signature + header), out _));

    [Fact]
    public void A_right_checksum_is_taken()
    {
        var header = Convert.FromHexString(Signature + "21110013" + Ipv4Addresses + "03000400000000");
        var sum = uint.MaxValue;
        foreach (var b in header)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0x82F63B78);
            }
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(header.Length - 4), ~sum);

        AssertRead(header, "192.0.2.1:3333", "198.51.100.5:443");
    }

    [Theory]
    [InlineData(ProxyProtocolVersion.V1, "192.0.2.1:3333", "198.51.100.5:443", "192.0.2.1:3333", "198.51.100.5:443")]
    [InlineData(ProxyProtocolVersion.V2, "192.0.2.1:3333", "198.51.100.5:443", "192.0.2.1:3333", "198.51.100.5:443")]
    [InlineData(ProxyProtocolVersion.V1, "[2001:db8::1]:1", "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:65535", "[2001:db8::1]:1", "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [InlineData(ProxyProtocolVersion.V2, "[2001:db8::1]:1", "[fe80::1%3]:65535", "[2001:db8::1]:1", "[fe80::1]:65535")]
    [InlineData(ProxyProtocolVersion.V2, "192.0.2.1:3333", "[::1]:443", "192.0.2.1:3333", "[::1]:443")]
    [InlineData(ProxyProtocolVersion.V1, "192.0.2.1:3333", "[::1]:443", "192.0.2.1:3333", "[::1]:443")]
    public void What_is_written_is_read(ProxyProtocolVersion version, string source, string destination, string readSource, string readDestination)
    {
        var bytes = new byte[ProxyHeaderWriter.MaxBytes];
        var length = ProxyHeaderWriter.Write(version, IPEndPoint.Parse(source), IPEndPoint.Parse(destination), bytes);

        AssertRead(bytes[..length], readSource, readDestination);
    }

    [Fact]
    public void Whatever_comes_is_judged_the_same_however_it_is_cut()
    {
        var random = new Random(20260101);
        byte[][] seeds =
        [
            Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.1 198.51.100.5 3333 443\r\n"),
            Encoding.ASCII.GetBytes("PROXY TCP6 2001:db8::1 2001:db8::2 3333 443\r\n"),
            Convert.FromHexString(Signature + "21110015" + Ipv4Addresses + "04000101" + "0100026832"),
        ];
        var complete = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = seeds[random.Next(seeds.Length)].ToArray();
            for (var changes = random.Next(3); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(4) == 0 ? random.Next(256) : "0123456789. \r\n:"[random.Next(15)]);
            }

            var whole = ProxyHeaderReader.Read(bytes, out var header);
            var piecewise = ProxyHeaderOutcome.Incomplete;
            var length = 0;
            while (piecewise == ProxyHeaderOutcome.Incomplete && length < bytes.Length)
            {
                piecewise = ProxyHeaderReader.Read(bytes.AsSpan(0, ++length), out _);
            }

            Assert.Equal(whole, piecewise);
            if (whole == ProxyHeaderOutcome.Complete)
            {
                complete++;
                Assert.Equal(length, header.Length);
            }
        }

        Assert.InRange(complete, 5_000, 19_000);
    }

    private static void AssertRead(byte[] bytes, string? source, string? destination)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Equal(ProxyHeaderOutcome.Incomplete, ProxyHeaderReader.Read(bytes.AsSpan(0, i), out _));
        }

        Assert.Equal(ProxyHeaderOutcome.Complete, ProxyHeaderReader.Read([.. bytes, .. "GET / HTTP/1.1"u8], out var header));
        Assert.Equal(bytes.Length, header.Length);
        Assert.Equal(source, header.Source?.ToString());
        Assert.Equal(destination, header.Destination?.ToString());
    }
}
