using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>Answers to HTTP-01 challenges, which the snapshot carries.</summary>
public sealed class AcmeTests
{
    private static GatewayDocument WithChallenge(int port, bool redirects)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with
        {
            Listeners = [document.Listeners[0] with { RedirectToHttps = redirects }],
            AcmeChallenges = [new AcmeChallengeSection { Host = "shop.test", Token = "tok", KeyAuthorization = "tok.thumb" }],
        };
    }

    [Theory]
    [InlineData(false, "Shop.Test", "/.well-known/acme-challenge/tok", "HTTP/1.1 200 OK\r\n", "tok.thumb")]
    [InlineData(true, "shop.test:80", "/.well-known/acme-challenge/tok", "HTTP/1.1 200 OK\r\n", "tok.thumb")]
    [InlineData(true, "shop.test", "/.well-known/acme-challenge/other", "HTTP/1.1 308 ", "")]
    [InlineData(true, "shop.test", "/.well-known/acme-challenge/tok/", "HTTP/1.1 308 ", "")]
    [InlineData(false, "other.test", "/.well-known/acme-challenge/tok", "HTTP/1.1 200 OK\r\n", "backend")]
    public async Task A_challenge_is_answered_before_routes_and_redirects(bool redirects, string host, string path, string start, string body)
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nbackend");
        await using var gateway = new GatewayUnderTest(WithChallenge(backend.Port, redirects));
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            var answer = await client.ReadResponseAsync();

            Assert.StartsWith(start, answer);
            Assert.EndsWith("\r\n\r\n" + body, answer);
        }
    }

    [Fact]
    public async Task Only_reading_is_answered()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = new GatewayUnderTest(WithChallenge(backend.Port, redirects: false));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("DELETE /.well-known/acme-challenge/tok HTTP/1.1\r\nHost: shop.test\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 405 ", await client.ReadResponseAsync());
    }
}
