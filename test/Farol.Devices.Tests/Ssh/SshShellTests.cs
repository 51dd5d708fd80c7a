using System.Text;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshShellTests(SshServers servers) : IClassFixture<SshServers>
{
    [Fact]
    public async Task Opens_a_wide_terminal_on_openssh_with_a_key()
    {
        await using var server = await servers.OpenSshAsync("stty size; echo $TERM; echo done");
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        Assert.Equal("24 511\r\nvt100\r\ndone\r\n", await shell.ReadToEndAsync());
        Assert.True(shell.IsAuthenticated);
    }

    [Fact]
    public async Task Passes_every_byte_unchanged_both_ways()
    {
        await using var server = await servers.OpenSshAsync("stty raw -echo; echo ready; exec cat");
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("ready");
        var bytes = Encoding.Latin1.GetString([.. Enumerable.Range(0, 256).Select(b => (byte)b)]);
        await shell.SayAsync(bytes + "end");
        Assert.EndsWith(bytes + "end", await shell.ReadUntilAsync("end"), StringComparison.Ordinal);
    }
}
