using System.Buffers.Binary;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Tests.Framing;

public sealed class FrameStreamTests
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public async Task A_message_arrives_whole_however_it_is_cut()
    {
        var sent = new Envelope { Snapshot = new Snapshot { Name = new SnapshotName { Revision = 7 }, Document = ByteString.CopyFrom(new byte[300_000]) } };
        var bytes = await BytesOfAsync(sent);
        foreach (var step in new[] { 1, 3, 65_537, bytes.Length })
        {
            await using var frames = new FrameStream(new TricklingStream(bytes, step));
            Assert.Equal(sent, await frames.ReadAsync(Limit, TestContext.Current.CancellationToken));
            Assert.Null(await frames.ReadAsync(Limit, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Half_a_frame_is_a_lost_link_at_every_byte()
    {
        var bytes = await BytesOfAsync(new Envelope { Goodbye = new Goodbye { Reason = "a reason" } });
        for (var length = 1; length < bytes.Length; length++)
        {
            await using var frames = new FrameStream(new MemoryStream(bytes, 0, length));
            var lost = await Assert.ThrowsAsync<LinkException>(async () => await frames.ReadAsync(Limit, TestContext.Current.CancellationToken));
            Assert.Equal(LinkFault.Closed, lost.Fault);
        }
    }

    [Theory]
    [InlineData(101u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public async Task A_frame_over_the_limit_is_refused_before_it_is_read(uint claimed)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, claimed);
        await using var frames = new FrameStream(new MemoryStream(bytes));
        Assert.Equal(LinkFault.TooLong, (await Assert.ThrowsAsync<LinkException>(async () => await frames.ReadAsync(100, TestContext.Current.CancellationToken))).Fault);
    }

    [Fact]
    public async Task A_claim_alone_costs_no_memory()
    {
        var bytes = new byte[4 + 10];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 60 * 1024 * 1024);
        await using var frames = new FrameStream(new MemoryStream(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = frames.ReadAsync(64 * 1024 * 1024, TestContext.Current.CancellationToken);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
        await Assert.ThrowsAsync<LinkException>(async () => await reading);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x0A, 0x7F, 0x01 })]
    [InlineData(new byte[] { })]
    public async Task What_is_no_message_is_refused(byte[] body)
    {
        var bytes = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, body.Length);
        body.CopyTo(bytes, 4);
        await using var frames = new FrameStream(new MemoryStream(bytes));
        Assert.Equal(LinkFault.Malformed, (await Assert.ThrowsAsync<LinkException>(async () => await frames.ReadAsync(Limit, TestContext.Current.CancellationToken))).Fault);
    }

    [Fact]
    public async Task Random_bytes_never_do_more_than_end_the_link()
    {
        var random = new Random(4711);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(1, 64)];
            random.NextBytes(bytes);
            bytes[0] = bytes[1 % bytes.Length] = 0;
            await using var frames = new FrameStream(new MemoryStream(bytes));
            try
            {
                while (await frames.ReadAsync(64, TestContext.Current.CancellationToken) is not null)
                {
                }
            }
            catch (LinkException)
            {
                // The only way out but for the end.
            }
        }
    }

    [Fact]
    public async Task Nothing_over_the_limit_is_sent()
    {
        var stream = new MemoryStream();
        await using var frames = new FrameStream(stream);
        var tooLong = new Envelope { Goodbye = new Goodbye { Reason = new string('x', 200) } };
        Assert.Equal(LinkFault.TooLong, (await Assert.ThrowsAsync<LinkException>(async () => await frames.WriteAsync(tooLong, 100, TestContext.Current.CancellationToken))).Fault);
        Assert.Equal(0, stream.Length);
    }

    private static async Task<byte[]> BytesOfAsync(Envelope envelope)
    {
        var stream = new MemoryStream();
        await new FrameStream(stream).WriteAsync(envelope, Limit, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
