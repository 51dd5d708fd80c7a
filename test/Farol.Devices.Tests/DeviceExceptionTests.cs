namespace Farol.Devices.Tests;

public sealed class DeviceExceptionTests
{
    [Theory]
    [InlineData(DeviceFault.LoginRefused)]
    [InlineData(DeviceFault.HostKeyChanged)]
    [InlineData(DeviceFault.AlgorithmMismatch)]
    [InlineData(DeviceFault.Settings)]
    public void What_a_person_must_mend_is_not_retried(DeviceFault fault) =>
        Assert.False(new DeviceException(fault, "x").IsRetryable);

    [Theory]
    [InlineData(DeviceFault.Unreachable)]
    [InlineData(DeviceFault.TerminalsBusy)]
    [InlineData(DeviceFault.ConnectionLost)]
    public void What_passes_by_itself_is_retried(DeviceFault fault) =>
        Assert.True(new DeviceException(fault, "x").IsRetryable);
}
