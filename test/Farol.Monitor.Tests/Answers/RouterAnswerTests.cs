using System.Text.Json;
using Farol.Monitor.Answers;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.Tests.Answers;

public sealed class RouterAnswerTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData("the router said \"não\" 😀")]
    public async Task The_length_is_stated_and_is_the_body(string? reason)
    {
        var reasons = reason is null ? null : string.Concat(Enumerable.Repeat(reason, 100));
        var http = new DefaultHttpContext();
        using var sent = new MemoryStream();
        http.Response.Body = sent;

        await new RouterAnswer("bng-1", isSimulated: true, new AnswerBody("\"online_total\":7"u8.ToArray(), _now.AddSeconds(-2.5), true, reason is not null, reasons), _now).ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(sent.Length, http.Response.ContentLength);
        var body = JsonDocument.Parse(sent.ToArray()).RootElement;
        Assert.Equal("bng-1", body.GetProperty("router").GetString());
        Assert.Equal(2.5, body.GetProperty("age_seconds").GetDouble());
        Assert.Equal(reasons, body.GetProperty("stale_reason").GetString());
        Assert.Equal(7, body.GetProperty("online_total").GetInt32());
    }
}
