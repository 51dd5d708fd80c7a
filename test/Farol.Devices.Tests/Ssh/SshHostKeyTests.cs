using Farol.Devices.Ssh;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshHostKeyTests(SshServers servers) : IClassFixture<SshServers>
{
    [Fact]
    public async Task The_first_key_is_pinned_and_another_one_is_refused_with_both_shown()
    {
        var pins = new FixedPins();
        await using (var server = await servers.OpenSshAsync())
        await using (await SshServers.OpenAsync(servers.WithKey(server), pins))
        {
            Assert.Equal(new HostKey("ssh-rsa", SshServers.Fingerprint(servers.RsaHostKey)), pins.Pin);
        }

        var other = servers.MakeKey("host_other", "ed25519");
        await using var changed = await servers.OpenSshAsync("cat", other);
        var failure = await SshServers.FailureAsync(servers.WithKey(changed), pins);
        Assert.Equal(DeviceFault.HostKeyChanged, failure.Fault);
        Assert.Contains(SshServers.Fingerprint(other), failure.Message, StringComparison.Ordinal);
        Assert.Contains(SshServers.Fingerprint(servers.RsaHostKey), failure.Message, StringComparison.Ordinal);
        Assert.Equal(SshServers.Fingerprint(servers.RsaHostKey), pins.Pin?.Fingerprint);
    }

    [Fact]
    public async Task A_trusted_fingerprint_is_accepted_without_asking_for_pins_and_any_other_refused()
    {
        var pins = new FixedPins();
        await using var server = await servers.OpenSshAsync();
        var trusted = servers.WithKey(server) with { TrustedHostKey = SshServers.Fingerprint(servers.RsaHostKey) };
        await using (await SshServers.OpenAsync(trusted, pins))
        {
            Assert.Null(pins.Pin);
        }

        var failure = await SshServers.FailureAsync(trusted with { TrustedHostKey = SshServers.Fingerprint(servers.UserKey) });
        Assert.Equal(DeviceFault.HostKeyChanged, failure.Fault);
        Assert.Contains(SshServers.Fingerprint(servers.UserKey), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rsa", "ssh-rsa")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256")]
    public async Task A_router_with_several_keys_is_asked_for_the_pinned_type(string type, string pinnedType)
    {
        var pinned = servers.MakeKey($"host_second_{type}", type);
        var preferred = servers.MakeKey($"host_first_{type}", "ed25519");
        await using var server = await servers.OpenSshAsync("cat", preferred, $"HostKey {pinned}");
        var pins = new FixedPins { Pin = new HostKey(pinnedType, SshServers.Fingerprint(pinned)) };
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server), pins);
        Assert.Equal(pins.Pin, Assert.IsType<SshShell>(shell).Server.Key);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_router_with_a_changed_key()
    {
        await using var server = await servers.ScriptedAsync("--at-login=hang");
        var pins = new FixedPins { Pin = new HostKey("ssh-rsa", "SHA256:another") };
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server), pins);
        Assert.Equal(DeviceFault.HostKeyChanged, failure.Fault);
    }

    [Fact]
    public async Task A_pin_that_another_call_was_faster_to_set_counts()
    {
        await using var server = await servers.OpenSshAsync();
        var failure = await SshServers.FailureAsync(servers.WithKey(server), new FasterPins());
        Assert.Equal(DeviceFault.HostKeyChanged, failure.Fault);
    }

    private sealed class FixedPins : IHostKeyPins
    {
        public HostKey? Pin { get; set; }

        public ValueTask<HostKey?> FindAsync(string host, int port, CancellationToken cancellationToken) => ValueTask.FromResult(Pin);

        public ValueTask<HostKey> PinAsync(string host, int port, HostKey key, CancellationToken cancellationToken) => ValueTask.FromResult(Pin ??= key);
    }

    private sealed class FasterPins : IHostKeyPins
    {
        public ValueTask<HostKey?> FindAsync(string host, int port, CancellationToken cancellationToken) => ValueTask.FromResult<HostKey?>(null);

        public ValueTask<HostKey> PinAsync(string host, int port, HostKey key, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new HostKey("ssh-rsa", "SHA256:another"));
    }
}
