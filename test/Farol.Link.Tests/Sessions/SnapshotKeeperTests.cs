using Farol.Link.GatewaySide;
using Farol.Link.Storage;
using Farol.Link.Tests.Documents;
using Testing.Support;

namespace Farol.Link.Tests.Sessions;

public sealed class SnapshotKeeperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_gateway_starts_from_what_it_kept()
    {
        await KeepAsync("first");
        var gateway = new RecordingGateway();
        using var keeper = new SnapshotKeeper(gateway, new LastGoodSnapshot(_folder.Path), gateway);
        Assert.True(await keeper.StartFromKeptAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1UL, keeper.Current!.Revision);
    }

    [Fact]
    public async Task With_nothing_kept_it_waits_for_the_control_plane()
    {
        var gateway = new RecordingGateway();
        using var keeper = new SnapshotKeeper(gateway, new LastGoodSnapshot(_folder.Path), gateway);
        Assert.False(await keeper.StartFromKeptAsync(TestContext.Current.CancellationToken));
        Assert.Null(keeper.Current);
        Assert.Empty(gateway.Told);
    }

    [Fact]
    public async Task A_document_that_crashed_it_is_left_alone_and_the_one_before_is_used()
    {
        await KeepAsync("first", "crashing");
        var crashing = DocumentChangesTests.Document(2, "crashing");
        var gateway = new RecordingGateway();
        using var keeper = new SnapshotKeeper(gateway, new LastGoodSnapshot(_folder.Path), gateway, Convert.ToHexStringLower(crashing.Hash.Span));
        Assert.True(await keeper.StartFromKeptAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1UL, keeper.Current!.Revision);
        var outcome = await keeper.ApplyAsync(crashing, TestContext.Current.CancellationToken);
        Assert.Contains("crashed the gateway three times", Assert.Single(outcome.Reasons).Message, StringComparison.Ordinal);
        Assert.True((await keeper.ApplyAsync(DocumentChangesTests.Document(3, "mended"), TestContext.Current.CancellationToken)).IsApplied);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_and_is_in_force_all_the_same()
    {
        await File.WriteAllTextAsync(_folder.File("a-file"), "", TestContext.Current.CancellationToken);
        var gateway = new RecordingGateway();
        using var keeper = new SnapshotKeeper(gateway, new LastGoodSnapshot(_folder.File("a-file")), gateway);
        Assert.True((await keeper.ApplyAsync(DocumentChangesTests.Document(1, "a"), TestContext.Current.CancellationToken)).IsApplied);
        Assert.Contains("not kept", Assert.Single(gateway.Told), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task KeepAsync(params string[] pools)
    {
        var gateway = new RecordingGateway();
        using var keeper = new SnapshotKeeper(gateway, new LastGoodSnapshot(_folder.Path), gateway);
        for (var i = 0; i < pools.Length; i++)
        {
            await keeper.ApplyAsync(DocumentChangesTests.Document((ulong)i + 1, pools[i]), TestContext.Current.CancellationToken);
        }
    }
}
