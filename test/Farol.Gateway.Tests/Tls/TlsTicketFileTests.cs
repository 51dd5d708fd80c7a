using System.Text;
using Farol.Gateway.Tls;
using Testing.Support;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Sessions over a restart of the gateway: keys made again from what the process before kept.</summary>
public sealed class TlsTicketFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TlsFixture _tls = new();

    [Fact]
    public void A_session_is_resumed_after_a_restart_and_not_without_what_was_kept()
    {
        var (client, sessions) = (_tls.Client(), new TlsSessionCell());
        var first = Keys();
        Assert.False(Use(first, client, sessions));
        first.Save();
        Assert.True(Use(Keys(), client, sessions));
        Assert.False(Use(new TlsTicketKeys(_time), client, sessions));
    }

    [Fact]
    public void Keys_age_while_nobody_runs()
    {
        var before = Keys();
        var name = before.Current.Name;
        before.Save();
        _time.Advance(TlsTicketKeys.Lifetime - TimeSpan.FromMinutes(1));
        Assert.Equal(name, Keys().Current.Name);
        _time.Advance(TimeSpan.FromMinutes(2));
        var next = Keys();
        Assert.NotEqual(name, next.Current.Name);
        Assert.NotNull(next.Find(name));
        _time.Advance(TlsTicketKeys.Lifetime);
        Assert.Null(Keys().Find(name));
    }

    [Fact]
    public void The_key_before_is_kept_too_and_only_changes_are_written()
    {
        var keys = Keys();
        var name = keys.Current.Name;
        keys.Rotate();
        keys.Save();
        Assert.NotNull(Keys().Find(name));
        var path = Path.Combine(_folder.Path, "tickets.keys");
        File.Delete(path);
        keys.Save();
        Assert.False(File.Exists(path));
        keys.Rotate();
        keys.Save();
        Assert.True(File.Exists(path));
        Assert.Null(Keys().Find(name));
    }

    [Fact]
    public void On_disk_they_are_sealed_and_the_owners_alone()
    {
        var keys = Keys();
        keys.Save();
        var path = Path.Combine(_folder.Path, "tickets.keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "tickets.seal")));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain(Encoding.Latin1.GetString(keys.Current.CipherKey), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.Latin1.GetString(keys.Current.Name), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tickets.keys")]
    [InlineData("tickets.seal")]
    public void What_cannot_be_opened_is_replaced(string file)
    {
        var keys = Keys();
        keys.Save();
        File.WriteAllText(Path.Combine(_folder.Path, file), "something else");
        var next = Keys();
        Assert.Null(next.Find(keys.Current.Name));
        next.Save();
        Assert.Equal(next.Current.Name, Keys().Current.Name);
    }

    public void Dispose()
    {
        _tls.Dispose();
        _folder.Dispose();
    }

    private TlsTicketKeys Keys() => new(_time, new TlsTicketFile(_folder.Path));

    /// <summary>A connection with a byte for the client, so that the ticket arrives.</summary>
    private bool Use(TlsTicketKeys keys, TlsClientContext client, TlsSessionCell sessions)
    {
        var server = TlsServerContext.Create(_tls.ServerOptions(["a.test"]) with { TicketKeys = keys });
        using var pair = new TlsPair(server, client, sessions: sessions).Shake();
        Assert.Equal(HandshakeFailure.None, pair.Client.Failure);
        Assert.Equal(1, pair.Server.Write([1]));
        _ = TlsPair.ReadExactly(pair.Client, 1);
        return pair.Server.IsResumed;
    }
}
