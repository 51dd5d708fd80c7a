using Farol.Devices.Ssh;
using Testing.Support;

namespace Farol.Devices.Tests.Ssh;

/// <summary>Real SSH servers on loopback, and settings that fit them. One a test class.</summary>
public sealed class SshServers : IDisposable
{
    private const string Sshd = "/usr/sbin/sshd";
    private readonly TemporaryFolder _folder = new();

    public SshServers()
    {
        UserKey = MakeKey("user", "ed25519");
        RsaHostKey = MakeKey("host_rsa", "rsa", "2048");
        File.Copy(UserKey + ".pub", _folder.File("authorized_keys"));
        if (Environment.UserName == "root")
        {
            // Debian's service unit makes it; without the unit sshd refuses to start as root.
            Directory.CreateDirectory("/run/sshd");
        }
    }

    public string UserKey { get; }

    public string RsaHostKey { get; }

    public string Path(string name) => _folder.File(name);

    public string MakeKey(string name, string type, string? bits = null, string passphrase = "")
    {
        var path = _folder.File(name);
        TestServer.Run("/usr/bin/ssh-keygen", ["-q", "-t", type, .. bits is null ? Array.Empty<string>() : ["-b", bits], "-N", passphrase, "-f", path]);
        return path;
    }

    public static string Fingerprint(string key) => TestServer.Run("/usr/bin/ssh-keygen", "-l", "-f", key + ".pub").Split(' ')[1];

    /// <summary>OpenSSH, logging the test's own user in by key, with a shell that echoes what it reads.</summary>
    internal Task<TestServer> OpenSshAsync(string shell = "cat", string? hostKey = null, params IEnumerable<string> more)
    {
        var configuration = _folder.File($"sshd_config.{Guid.NewGuid():N}");
        File.WriteAllLines(configuration, [
            $"HostKey {hostKey ?? RsaHostKey}",
            $"AuthorizedKeysFile {_folder.File("authorized_keys")}",
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin yes",
            "PrintMotd no",
            "PrintLastLog no",
            $"ForceCommand {shell}",
            .. more,
        ]);
        return TestServer.AcceptLoopAsync(Sshd, "-i", "-e", "-f", configuration);
    }

    /// <summary>A scripted server: see Servers/ssh_server.py.</summary>
    internal Task<TestServer> ScriptedAsync(params IEnumerable<string> arguments) =>
        TestServer.ScriptAsync("ssh_server.py", ["--host-key", RsaHostKey, .. arguments]);

    internal SshSettings WithKey(TestServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Username = Environment.UserName,
        PrivateKeyFile = UserKey,
    };

    internal static SshSettings WithPassword(TestServer server, string password = "secret") => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Username = "admin",
        Password = password,
    };

    internal static Task<IShell> OpenAsync(SshSettings settings, IHostKeyPins? pins = null, CancellationToken? cancellationToken = null) =>
        new SshShellConnector(settings, pins ?? new MemoryHostKeyPins(), TimeProvider.System)
            .OpenAsync(cancellationToken ?? TestContext.Current.CancellationToken);

    internal static async Task<DeviceException> FailureAsync(SshSettings settings, IHostKeyPins? pins = null)
    {
        var failure = await Assert.ThrowsAsync<DeviceException>(() => OpenAsync(settings, pins));
        Assert.Contains(settings.Target, failure.Message, StringComparison.Ordinal);
        return failure;
    }

    public void Dispose() => _folder.Dispose();
}
