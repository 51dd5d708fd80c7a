using System.CommandLine;
using System.Runtime.InteropServices;

namespace Farol.Supervision;

/// <summary>
/// Signals of a supervised process. Ctrl+C reaches every process of a terminal at once; a child leaves it to the supervisor, which knows in which
/// order they end. SIGTERM is meant for this process alone.
/// </summary>
internal sealed class SupervisedSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    private SupervisedSignals(CancellationTokenSource stop)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
    }

    /// <summary>Takes the signals over from the command line's library, or <c>null</c> where there is no supervisor.</summary>
    public static SupervisedSignals? Take(CancellationTokenSource stop, InvocationConfiguration invocation)
    {
        if (Environment.GetEnvironmentVariable(Supervisor.AddressVariable) is null)
        {
            return null;
        }

        invocation.ProcessTerminationTimeout = null;
        return new SupervisedSignals(stop);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
