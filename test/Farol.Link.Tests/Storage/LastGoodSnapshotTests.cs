using Farol.Link.Storage;
using Farol.Link.Tests.Documents;
using Testing.Support;

namespace Farol.Link.Tests.Storage;

public sealed class LastGoodSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LastGoodSnapshot Store => new(_folder.File("gateway"));

    private string FilePath => Path.Combine(_folder.File("gateway"), LastGoodSnapshot.FileName);

    private string KeyPath => Path.Combine(_folder.File("gateway"), LastGoodSnapshot.KeyFileName);

    [Fact]
    public async Task What_was_saved_is_loaded_and_the_one_before_too()
    {
        Assert.Null(await Store.LoadAsync(TestContext.Current.CancellationToken));
        var (first, second) = (DocumentChangesTests.Document(1, "first"), DocumentChangesTests.Document(2, "second"));
        await Store.SaveAsync(first, TestContext.Current.CancellationToken);
        await Store.SaveAsync(second, TestContext.Current.CancellationToken);
        await Store.SaveAsync(second, TestContext.Current.CancellationToken);
        Assert.Equal(2UL, (await Store.LoadAsync(TestContext.Current.CancellationToken))!.Revision);
        var before = await Store.LoadBeforeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1UL, before!.Revision);
        Assert.True(before.Json.Span.SequenceEqual(first.Json.Span));
    }

    [Fact]
    public async Task Only_the_owner_may_read_and_the_file_tells_nothing()
    {
        await Store.SaveAsync(DocumentChangesTests.Document(1, "a-pool-with-a-telling-name"), TestContext.Current.CancellationToken);
        foreach (var file in new[] { FilePath, KeyPath })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.DoesNotContain("telling", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_changed_byte_is_noticed()
    {
        await Store.SaveAsync(DocumentChangesTests.Document(1, "a"), TestContext.Current.CancellationToken);
        var good = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        for (var i = 0; i < good.Length; i += 7)
        {
            var bad = good.ToArray();
            bad[i] ^= 1;
            await File.WriteAllBytesAsync(FilePath, bad, TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<IOException>(() => Store.LoadAsync(TestContext.Current.CancellationToken));
            Assert.Contains(FilePath, refused.Message, StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(FilePath, good[..10], TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => Store.LoadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_the_next_save_mends_it()
    {
        await Store.SaveAsync(DocumentChangesTests.Document(1, "a"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(KeyPath, new byte[32], TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => Store.LoadAsync(TestContext.Current.CancellationToken));
        await Store.SaveAsync(DocumentChangesTests.Document(2, "b"), TestContext.Current.CancellationToken);
        Assert.Equal(2UL, (await Store.LoadAsync(TestContext.Current.CancellationToken))!.Revision);
    }

    public void Dispose() => _folder.Dispose();
}
