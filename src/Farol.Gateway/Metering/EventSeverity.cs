namespace Farol.Gateway.Metering;

internal enum EventSeverity : byte
{
    Info,
    Warning,
    Critical,
}
