using System.Buffers;
using System.Text;
using Farol.Devices.Telnet;

namespace Farol.Devices.Tests.Telnet;

public sealed class TelnetDecoderTests
{
    /// <summary>What came, what of it is data, and what is answered; 255 is written ÿ.</summary>
    public static TheoryData<string, string, string> Exchanges => new()
    {
        { "plain\r\ntext", "plain\r\ntext", "" },
        { "a\r\0b", "a\rb", "" },
        { "a\0b", "a\0b", "" },
        { "ÿÿ", "ÿ", "" },
        { "aÿ\u00f1b", "ab", "" }, // NOP
        { "ÿû\u0001ÿû\u0003", "", "ÿý\u0001ÿý\u0003" }, // WILL ECHO, WILL SGA → DO both
        { "ÿû\u0001ÿû\u0001", "", "ÿý\u0001" }, // said twice, answered once
        { "ÿû\u0001ÿü\u0001ÿü\u0001", "", "ÿý\u0001ÿþ\u0001" }, // WILL, WONT, WONT
        { "ÿü\u0001", "", "" }, // WONT of what is off
        { "ÿû\u0005", "", "ÿþ\u0005" }, // WILL STATUS → DONT
        { "ÿý\u0005ÿý\u0027", "", "ÿü\u0005ÿü\u0027" }, // DO STATUS, DO NEW-ENVIRON → WONT
        { "ÿý\u0001", "", "ÿü\u0001" }, // we never echo
        { "ÿý\u0018ÿú\u0018\u0001ÿð", "", "ÿû\u0018ÿú\u0018\0vt100ÿð" },
        { "ÿú\u0018\u0001\u0001ÿðx", "x", "" }, // no such subnegotiation
        { "ÿý\u001f", "", "ÿû\u001fÿú\u001f\u0001ÿÿ\0\u0018ÿð" }, // NAWS 511×24: a 255 in it is doubled
        { "ÿû\0a\r\0b", "a\r\0b", "ÿý\0" }, // BINARY there: CR NUL is data
        { "ÿú\u0001ÿÿÿð-", "-", "" },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Takes_commands_out_and_answers_them_however_they_are_cut(string received, string data, string answered)
    {
        var bytes = Encoding.Latin1.GetBytes(received);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var decoder = new TelnetDecoder(511, 24);
            var answers = new ArrayBufferWriter<byte>();
            var text = Decode(decoder, bytes[..cut], answers) + Decode(decoder, bytes[cut..], answers);
            Assert.Equal(data, text);
            Assert.Equal(answered, Encoding.Latin1.GetString(answers.WrittenSpan));
        }
    }

    [Fact]
    public void An_endless_subnegotiation_takes_no_memory_and_ends_with_its_end()
    {
        var decoder = new TelnetDecoder(80, 24);
        var answers = new ArrayBufferWriter<byte>();
        Assert.Empty(Decode(decoder, [255, 250, 24], answers));
        Assert.Empty(Decode(decoder, new byte[1_000_000], answers));
        Assert.Equal("on", Decode(decoder, [255, 240, (byte)'o', (byte)'n'], answers));
        Assert.Equal(0, answers.WrittenCount);
    }

    [Theory]
    [InlineData("a\r\nb\rc\r", false, "a\r\nb\r\0c\r\0")]
    [InlineData("a\rb", true, "a\rb")]
    [InlineData("ÿýÿ", false, "ÿÿýÿÿ")]
    [InlineData("ÿ", true, "ÿÿ")]
    public void Data_is_written_so_that_none_of_it_is_a_command(string data, bool isBinary, string written)
    {
        var output = new ArrayBufferWriter<byte>();
        TelnetEncoder.Encode(Encoding.Latin1.GetBytes(data), isBinary, output);
        Assert.Equal(written, Encoding.Latin1.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Random_bytes_never_throw_nor_grow_the_data()
    {
        var random = new Random(20260115);
        for (var i = 0; i < 2_000; i++)
        {
            var decoder = new TelnetDecoder(511, 24);
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            for (var j = 0; j < bytes.Length; j++)
            {
                bytes[j] = random.Next(3) == 0 ? (byte)random.Next(239, 256) : bytes[j];
            }

            Assert.InRange(decoder.Decode(bytes, new ArrayBufferWriter<byte>()), 0, bytes.Length);
        }
    }

    private static string Decode(TelnetDecoder decoder, byte[] bytes, ArrayBufferWriter<byte> answers)
    {
        var copy = bytes.ToArray();
        return Encoding.Latin1.GetString(copy, 0, decoder.Decode(copy, answers));
    }
}
