using System.IO.Pipelines;
using System.Text;
using Farol.Store.Redis;

namespace Farol.Store.Tests.Redis;

public sealed class RespReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("+OK\r\n", "Text:OK")]
    [InlineData("-ERR no\r\n", "Error:ERR no")]
    [InlineData(":-12\r\n", "Integer:-12")]
    [InlineData("$5\r\na\r\nbc\r\n", "Text:a\r\nbc")]
    [InlineData("$0\r\n\r\n", "Text:")]
    [InlineData("$-1\r\n", "Null:")]
    [InlineData("*-1\r\n", "Null:")]
    [InlineData("_\r\n", "Null:")]
    [InlineData("*0\r\n", "List:[]")]
    [InlineData("*2\r\n:1\r\n*1\r\n$1\r\nx\r\n", "List:[Integer:1,List:[Text:x]]")]
    [InlineData("%1\r\n+a\r\n:1\r\n", "List:[Text:a,Integer:1]")]
    [InlineData("~1\r\n#t\r\n", "List:[Text:t]")]
    [InlineData(">2\r\n+message\r\n+x\r\n", "Push:[Text:message,Text:x]")]
    [InlineData("=7\r\ntxt:abc\r\n", "Text:abc")]
    [InlineData(",3.14\r\n", "Text:3.14")]
    [InlineData("!5\r\nERR x\r\n", "Error:ERR x")]
    [InlineData("|1\r\n+ttl\r\n:3\r\n+OK\r\n", "Text:OK")]
    public async Task Every_kind_is_read_in_one_piece_and_byte_by_byte(string bytes, string expected)
    {
        Assert.Equal(expected, Show(await ReadAsync(bytes, bytes.Length)));
        Assert.Equal(expected, Show(await ReadAsync(bytes, 1)));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData("+no carriage return\n")]
    [InlineData(":12a\r\n")]
    [InlineData(":\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("$1001\r\n")]
    [InlineData("$3\r\nabcd\r\n")]
    [InlineData("*-5\r\n")]
    [InlineData("*1000000000\r\n")]
    [InlineData("%60000\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    public async Task What_is_no_protocol_or_beyond_the_limits_is_an_error(string bytes)
    {
        var error = await Assert.ThrowsAsync<RedisException>(() => ReadAsync(bytes, bytes.Length));

        Assert.Equal(RedisFault.Protocol, error.Fault);
    }

    [Theory]
    [InlineData("+OK")]
    [InlineData("$5\r\nab")]
    [InlineData("*2\r\n:1\r\n")]
    public async Task An_end_inside_a_reply_is_an_error(string bytes)
    {
        var error = await Assert.ThrowsAsync<RedisException>(() => ReadAsync(bytes, 1));

        Assert.Equal(RedisFault.Unavailable, error.Fault);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        var error = await Assert.ThrowsAsync<RedisException>(() => ReadAsync("+" + new string('x', 100_000), 8192));

        Assert.Equal(RedisFault.Protocol, error.Fault);
    }

    [Fact]
    public async Task Random_bytes_never_do_more_than_throw_the_one_error()
    {
        var random = new Random(4711);
        const string Likely = "+-:$*%~>|=!_,#0123456789\r\n ab";
        for (var round = 0; round < 5000; round++)
        {
            var bytes = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Likely[random.Next(Likely.Length)]));
            try
            {
                await ReadAsync(bytes, random.Next(1, 8));
            }
            catch (RedisException)
            {
                // The expected way out.
            }
        }
    }

    private static async Task<RespValue?> ReadAsync(string bytes, int chunk)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var reader = new RespReader(pipe.Reader, maxBulkBytes: 1000);
        var reading = reader.ReadAsync(Token).AsTask();
        foreach (var piece in Encoding.Latin1.GetBytes(bytes).Chunk(chunk))
        {
            await pipe.Writer.WriteAsync(piece, Token);
        }

        await pipe.Writer.CompleteAsync();
        return await reading;
    }

    private static string Show(RespValue? value) => value switch
    {
        null => "end",
        { Kind: RespKind.List or RespKind.Push } => $"{value.Kind}:[{string.Join(',', value.Items.Select(Show))}]",
        { Kind: RespKind.Integer } => $"{value.Kind}:{value.Number}",
        _ => $"{value.Kind}:{value.Text}",
    };
}
