namespace ChannelsBench;

/// <summary>What one server did at one speed.</summary>
/// <param name="Offered">Deliveries a second that the speed asks for.</param>
/// <param name="Delivered">Deliveries a second that clients had.</param>
/// <param name="CpuMicroseconds">Of the server, a delivery.</param>
internal sealed record StepResult(double Offered, double Delivered, double P50Milliseconds, double P99Milliseconds, double CpuMicroseconds, double CpuPercent, double RssMegabytes);
