using Farol.Devices.Ssh;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshAlgorithmTests(SshServers servers) : IClassFixture<SshServers>
{
    /// <summary>NE8000 and NE20E identify themselves without a software version.</summary>
    [Theory]
    [InlineData("SSH-2.0--")]
    [InlineData("SSH-1.99--")]
    [InlineData("SSH-2.0-HUAWEI-1.5")]
    public async Task Accepts_the_identifications_of_routers(string identification)
    {
        await using var server = await servers.ScriptedAsync("--ident", identification);
        await using var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        Assert.Equal(identification, Assert.IsType<SshShell>(shell).Server.Identification);
        await shell.ReadUntilAsync("<NE8000>");
    }

    /// <summary>The defaults of V800R012 and later: only group exchange, with groups of at least 3072 bits.</summary>
    [Fact]
    public async Task Agrees_with_the_defaults_of_a_ne8000()
    {
        var groups = File.ReadLines("/etc/ssh/moduli").Where(line => line.Split(' ') is [_, _, _, _, "3071", ..]).Take(3).ToArray();
        Assert.NotEmpty(groups);
        var moduli = servers.Path("moduli");
        await File.WriteAllLinesAsync(moduli, groups, TestContext.Current.CancellationToken);
        await using var server = await servers.OpenSshAsync(
            "echo done",
            null,
            $"ModuliFile {moduli}",
            "KexAlgorithms diffie-hellman-group-exchange-sha256",
            "Ciphers aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com",
            "MACs hmac-sha2-256,hmac-sha2-512",
            "HostKeyAlgorithms rsa-sha2-256,rsa-sha2-512");
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("done");
    }

    [Theory]
    [InlineData("KexAlgorithms diffie-hellman-group14-sha1", "key exchange")]
    [InlineData("KexAlgorithms diffie-hellman-group-exchange-sha1", "key exchange")]
    [InlineData("HostKeyAlgorithms ssh-rsa", "host key")]
    [InlineData("Ciphers aes128-cbc", "cipher")]
    [InlineData("Ciphers 3des-cbc", "cipher")]
    [InlineData("MACs hmac-sha1", "message authentication code", "Ciphers aes128-ctr")]
    public async Task An_old_router_needs_the_old_algorithms_allowed(string only, string kind, string more = "")
    {
        await using var server = await servers.OpenSshAsync("echo done", null, only, more);
        var settings = servers.WithKey(server);
        var failure = await SshServers.FailureAsync(settings);
        Assert.True(failure.Fault is DeviceFault.AlgorithmMismatch, failure.Message);
        Assert.Contains($"no {kind}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(only.Split(' ')[1], failure.Message, StringComparison.Ordinal);
        Assert.Contains("AllowLegacyAlgorithms", failure.Message, StringComparison.Ordinal);

        await using var shell = await SshServers.OpenAsync(settings with { AllowLegacyAlgorithms = true });
        await shell.ReadUntilAsync("done");
    }

    [Fact]
    public async Task A_router_with_only_a_dsa_key_is_a_clear_error()
    {
        var key = servers.MakeKey("host_dsa", "dsa");
        await using var server = await servers.OpenSshAsync("echo done", key, "HostKeyAlgorithms ssh-dss");
        var failure = await SshServers.FailureAsync(servers.WithKey(server) with { AllowLegacyAlgorithms = true });
        Assert.Equal(DeviceFault.AlgorithmMismatch, failure.Fault);
        Assert.Contains("ssh-dss is no longer in libssh", failure.Message, StringComparison.Ordinal);
        Assert.Contains("rsa local-key-pair create", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh-dss", "ssh-dss, which libssh no longer has")]
    [InlineData("rsa-sha2-256,rsa-sha9", "\"rsa-sha9\"")]
    public async Task A_written_name_that_libssh_lacks_is_named(string list, string said)
    {
        await using var server = await servers.OpenSshAsync("echo done");
        var failure = await SshServers.FailureAsync(servers.WithKey(server) with { HostKeyAlgorithms = list });
        Assert.Equal(DeviceFault.AlgorithmMismatch, failure.Fault);
        Assert.Contains("HostKeyAlgorithms", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lists_of_a_router_are_what_is_offered()
    {
        await using var server = await servers.OpenSshAsync("echo done");
        var settings = servers.WithKey(server) with { KeyExchangeAlgorithms = "ecdh-sha2-nistp521 , ecdh-sha2-nistp256", Ciphers = "aes192-ctr", Macs = "hmac-sha2-512" };
        await using var shell = Assert.IsType<SshShell>(await SshServers.OpenAsync(settings));
        Assert.Equal(("ecdh-sha2-nistp521", "aes192-ctr"), (shell.Server.KeyExchange, shell.Server.Cipher));
    }

    [Fact]
    public async Task Every_algorithm_of_our_lists_is_known_to_this_libssh()
    {
        await using var server = await servers.OpenSshAsync("echo done");
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server) with
        {
            KeyExchangeAlgorithms = $"{SshAlgorithms.ModernKeyExchange},{SshAlgorithms.LegacyKeyExchange}",
            HostKeyAlgorithms = $"{SshAlgorithms.ModernHostKeys},{SshAlgorithms.LegacyHostKeys}",
            Ciphers = $"{SshAlgorithms.ModernCiphers},{SshAlgorithms.LegacyCiphers}",
            Macs = $"{SshAlgorithms.ModernMacs},{SshAlgorithms.LegacyMacs}",
        });
        await shell.ReadUntilAsync("done");
    }
}
