using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>Opens terminals with one set of credentials, and tells their circuit breaker how it went.</summary>
internal sealed class SessionOpener(
    IShellConnector connector, TerminalSettings terminal, CircuitBreaker breaker, RouterConnectionSettings settings, TimeProvider time)
{
    public CircuitBreaker Breaker => breaker;

    /// <exception cref="DeviceException">It failed; whatever was opened is closed again.</exception>
    public async Task<Terminal> OpenAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var shell = await connector.OpenAsync(either.Token);
            var opened = await Terminal.OpenAsync(shell, terminal, time, either.Token);
            breaker.Opened();
            return opened;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            breaker.GivenUp();
            throw;
        }
        catch (Exception e)
        {
            var failure = Explain(e);
            breaker.Failed(failure);
            throw failure;
        }
    }

    private DeviceException Explain(Exception e) => e switch
    {
        DeviceException known => known,
        OperationCanceledException => new DeviceException(
            DeviceFault.Timeout, $"{connector.Target}: not connected within {settings.ConnectTimeout.TotalSeconds:0.#} s", e),
        _ => new DeviceException(DeviceFault.Protocol, $"{connector.Target}: {e.Message}", e),
    };
}
