using System.Diagnostics;

namespace Farol.Simulator.Tests;

/// <summary>Runs a real client program against the simulator.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
                await process.StandardInput.FlushAsync(deadline.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>OpenSSH's client with a terminal, typing <paramref name="lines"/>.</summary>
    public static Task<(int ExitCode, string Output)> SshAsync(
        SimulatedRouter router, IEnumerable<string> lines, CancellationToken cancellationToken, params string[] more) =>
        SshAsync(router, router.Options.Password, lines, cancellationToken, more);

    public static Task<(int ExitCode, string Output)> SshAsync(
        SimulatedRouter router, string password, IEnumerable<string> lines, CancellationToken cancellationToken, params string[] more) => RunAsync(
        "sshpass",
        [
            "-p", password, "ssh", "-tt", "-p", router.SshEndPoint!.Port.ToString(), "-F", "none",
            .. more, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", $"{router.Options.User}@127.0.0.1",
        ],
        string.Concat(lines.Select(line => line + "\r")),
        cancellationToken);
}
