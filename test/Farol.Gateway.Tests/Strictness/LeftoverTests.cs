using System.Text;
using Farol.Gateway.Hosting;
using Farol.Gateway.Loop;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Bytes that a backend sends behind a response, where they hide: no other client's request may be answered with them.</summary>
public sealed class LeftoverTests
{
    private const string Poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    /// <summary>What fills a read to its last byte leaves the rest in the kernel, where no buffer shows it.</summary>
    [Theory]
    [InlineData(BufferPool.SmallBytes)]
    [InlineData(BufferPool.SmallBytes * 2)]
    [InlineData(BufferPool.LargeBytes)]
    [InlineData(BufferPool.LargeBytes + BufferPool.SmallBytes)]
    public async Task A_response_that_ends_with_a_full_buffer_hides_nothing_behind_it(int bytes)
    {
        // The length is written with five digits, so that the head is as long for every size.
        const int headBytes = 42;
        var first = $"HTTP/1.1 200 OK\r\nContent-Length: {bytes - headBytes}\r\n\r\n" + new string('x', bytes - headBytes);
        Assert.Equal(bytes, first.Length);
        await AssertCleanAsync(first);
    }

    /// <summary>The next request and the poison are in one batch of events, the request first.</summary>
    [Fact]
    public async Task A_response_that_nobody_asked_for_is_nobodys()
    {
        var speak = new SemaphoreSlim(0);
        var spoken = new SemaphoreSlim(0);
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync(" /first ");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean");
            await speak.WaitAsync(TestContext.Current.CancellationToken);
            await connection.SendAsync(Poison);
            spoken.Release();
            await connection.ReadToEndAsync();
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var first = await gateway.ConnectAsync();
        await first.SendAsync("GET /first HTTP/1.1\r\nHost: a.example\r\n\r\n");
        Assert.EndsWith("clean", await first.ReadResponseAsync());
        using var second = await gateway.ConnectAsync();
        await Eventually.True(() => gateway.Server.Connections == 2, "the loop knows the second client");

        using var held = new ManualResetEventSlim();
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(gateway.Server.Loops[0].Loop.TryPost(new LoopCall(() =>
        {
            isHeld.SetResult();
            Assert.True(held.Wait(TimeSpan.FromSeconds(10)));
        })));
        await isHeld.Task;
        await second.SendAsync("GET /first HTTP/1.1\r\nHost: a.example\r\n\r\n");
        speak.Release(2);
        await spoken.WaitAsync(TestContext.Current.CancellationToken);
        held.Set();

        Assert.EndsWith("clean", await second.ReadResponseAsync());
        Assert.Equal(2, backend.Connections);
    }

    private static async Task AssertCleanAsync(string first)
    {
        using var backend = new RawBackend(async connection =>
        {
            for (var requests = 0; ; requests++)
            {
                var head = await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync(Encoding.Latin1.GetBytes(head.Contains(" /first ", StringComparison.Ordinal)
                    ? first + Poison
                    : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean"));
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync("GET /first HTTP/1.1\r\nHost: a.example\r\n\r\n");
            Assert.EndsWith("xxx", await client.ReadResponseAsync());
            await client.SendAsync("GET /second HTTP/1.1\r\nHost: a.example\r\n\r\n");
            Assert.EndsWith("clean", await client.ReadResponseAsync());
        }
    }
}
