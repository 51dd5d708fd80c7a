using System.Text;
using Farol.Store.Secrets;
using Testing.Support;

namespace Farol.Store.Tests.Secrets;

public sealed class SecretBoxTests
{
    [Fact]
    public async Task A_secret_opens_with_its_context_only_and_never_looks_the_same()
    {
        await using var store = await StoreHost.StartAsync();

        var one = store.Secrets.SealText("router password", "router/1/password");
        var two = store.Secrets.SealText("router password", "router/1/password");

        Assert.NotEqual(one, two);
        Assert.DoesNotContain("router", Encoding.Latin1.GetString(Convert.FromBase64String(one)));
        Assert.Equal("router password", store.Secrets.OpenText(one, "router/1/password"));
        var moved = Assert.Throws<StoreException>(() => store.Secrets.OpenText(one, "router/2/password"));
        Assert.Equal(StoreFault.WrongKey, moved.Fault);
        Assert.Contains("secret.key", moved.Message);
        Assert.DoesNotContain("router password", moved.Message);
    }

    [Fact]
    public async Task A_single_changed_bit_anywhere_is_noticed()
    {
        await using var store = await StoreHost.StartAsync();
        var envelope = store.Secrets.Seal("secret"u8, "x");

        for (var index = 0; index < envelope.Length; index++)
        {
            var changed = envelope.ToArray();
            changed[index] ^= 1;
            Assert.Equal(StoreFault.WrongKey, Assert.Throws<StoreException>(() => store.Secrets.Open(changed, "x")).Fault);
        }

        for (var length = 0; length < envelope.Length; length++)
        {
            Assert.Throws<StoreException>(() => store.Secrets.Open(envelope.AsSpan(0, length), "x"));
        }

        Assert.Throws<StoreException>(() => store.Secrets.OpenText("no base64!", "x"));
    }

    [Fact]
    public async Task The_key_stays_the_same_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        string text;
        byte[] signature;
        await using (var store = await StoreHost.StartAsync(folder.Path))
        {
            text = store.Secrets.SealText("secret", "x");
            signature = store.Secrets.Sign("message"u8, "x");
        }

        await using var again = await StoreHost.StartAsync(folder.Path);
        Assert.Equal("secret", again.Secrets.OpenText(text, "x"));
        Assert.Equal(signature, again.Secrets.Sign("message"u8, "x"));
        Assert.NotEqual(signature, again.Secrets.Sign("message"u8, "y"));
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_the_error_names_the_file()
    {
        using var folder = new TemporaryFolder();
        string text;
        await using (var store = await StoreHost.StartAsync(folder.Path))
        {
            text = store.Secrets.SealText("secret", "x");
        }

        await WriteKey(folder, new string('0', 64));
        await using var other = await StoreHost.StartAsync(folder.Path);
        var wrong = Assert.Throws<StoreException>(() => other.Secrets.OpenText(text, "x"));
        Assert.Contains(folder.File("secret.key"), wrong.Message);
    }

    [Fact]
    public async Task A_lost_key_file_is_not_replaced_behind_the_operators_back()
    {
        using var folder = new TemporaryFolder();
        await (await StoreHost.StartAsync(folder.Path)).DisposeAsync();
        File.Delete(folder.File("secret.key"));

        var missing = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync(folder.Path));

        Assert.Equal(StoreFault.WrongKey, missing.Fault);
        Assert.False(File.Exists(folder.File("secret.key")));
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("00112233")]
    [InlineData("")]
    public async Task A_damaged_key_file_is_refused(string content)
    {
        using var folder = new TemporaryFolder();
        await (await StoreHost.StartAsync(folder.Path)).DisposeAsync();
        await WriteKey(folder, content);

        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync(folder.Path));

        Assert.Contains("32 bytes", refused.Message);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        await (await StoreHost.StartAsync(folder.Path)).DisposeAsync();
        File.SetUnixFileMode(folder.File("secret.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreHost.StartAsync(folder.Path));

        Assert.Contains("chmod 600", refused.Message);
    }

    private static async Task WriteKey(TemporaryFolder folder, string content)
    {
        await File.WriteAllTextAsync(folder.File("secret.key"), content, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(folder.File("secret.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
